import { GenerationError } from '../generation/generation-error';
import { invalidValue } from '../validation/validated';
import type { CountTokensDto } from './dto/count-tokens.dto';

/**
 * What the decorators cannot say of tools, since it takes more than one parameter to see it.
 * @throws GenerationError naming the parameter at fault
 */
export function checkTools({ tools, tool_choice: choice, mcp_servers: servers }: CountTokensDto): void {
  if (servers?.length) {
    throw new GenerationError(
      'unsupported_parameter',
      'mcp_servers: the tools of MCP servers are called by the client here. Give them as tools with an input_schema.',
      { param: 'mcp_servers' },
    );
  }
  if ((choice?.type === 'any' || choice?.type === 'tool') && !tools?.length) {
    throw invalidValue('tool_choice', 'only allowed when tools are specified');
  }
  if (choice?.type === 'tool' && !tools?.some(({ name }) => name === choice.name)) {
    throw invalidValue('tool_choice.name', 'must be the name of one of the tools');
  }
}
