import OpenAI from 'openai';
import { StartedApplication } from '../support/started-application';
import { until } from '../support/until';

const IMAGE = {
  role: 'user',
  content: [
    { type: 'input_text', text: 'See.' },
    { type: 'input_image', image_url: 'https://example.com/a.png' },
  ],
};
const QUESTION = 'What is back-pressure?';

afterAll(() => StartedApplication.closeAll());

/** What an attempt fails with. */
const failureOf = (attempt: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(attempt).then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe("the official OpenAI client's responses", () => {
  let service: StartedApplication;
  let client: OpenAI;
  beforeAll(async () => {
    service = await StartedApplication.start({ BUILTIN_FAULTS: 'on' });
    client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });

  it('are created', async () => {
    const response = await client.responses.create({ model: 'builtin', input: QUESTION });
    expect(response).toMatchObject({ object: 'response', status: 'completed', model: 'builtin' });
    expect(response.output_text.length).toBeGreaterThan(1_000);
    const { input_tokens, output_tokens, total_tokens } = response.usage!;
    expect(total_tokens).toBe(input_tokens + output_tokens);
  });

  it('stream the same text', async () => {
    const wish = { model: 'builtin', input: QUESTION, seed: 1 };
    const whole = await client.responses.create(wish);
    let text = '';
    const stream = client.responses.stream(wish);
    stream.on('response.output_text.delta', ({ delta }) => (text += delta));
    const final = await stream.finalResponse();
    expect(text).toBe(whole.output_text);
    expect([final.status, final.output_text, final.usage]).toEqual(['completed', text, whole.usage]);
  });

  it('end early where they were bounded', async () => {
    const wish = { model: 'builtin', input: QUESTION, max_output_tokens: 20 };
    const { status, incomplete_details, usage } = await client.responses.create(wish);
    expect([status, incomplete_details, usage?.output_tokens]).toEqual([
      'incomplete',
      { reason: 'max_output_tokens' },
      20,
    ]);
  });

  it('are retrieved and deleted', async () => {
    const response = await client.responses.create({
      model: 'builtin',
      input: QUESTION,
      max_output_tokens: 5,
    });
    const { output_text, ...found } = await client.responses.retrieve(response.id);
    expect({ ...found, output_text }).toEqual({ ...response, output_text });
    await client.responses.delete(response.id);
    expect(await failureOf(client.responses.retrieve(response.id))).toMatchObject({
      status: 404,
      code: 'response_not_found',
    });
    expect(await failureOf(client.responses.delete(response.id))).toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('are not kept where that was not wanted', async () => {
    const { id } = await client.responses.create({
      ...{ model: 'builtin', input: QUESTION, max_output_tokens: 5, store: false },
    });
    expect(await failureOf(client.responses.retrieve(id))).toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('are continued, streamed ones too, and outlive what they continue', async () => {
    const first = await client.responses
      .stream({ model: 'builtin', input: 'One', instructions: 'Be brief.', max_output_tokens: 5 })
      .finalResponse();
    const second = await client.responses.create({
      ...{ model: 'builtin', input: 'Two', max_output_tokens: 5, previous_response_id: first.id },
    });
    await client.responses.delete(first.id);
    const third = await client.responses.create({
      ...{ model: 'builtin', input: 'Three', max_output_tokens: 5, previous_response_id: second.id },
    });
    expect(third.previous_response_id).toBe(second.id);
    expect(third.instructions).toBeNull();
    expect(third.usage!.input_tokens).toBeGreaterThan(second.usage!.input_tokens);
    const items: string[] = [];
    for await (const item of client.responses.inputItems.list(third.id, { order: 'asc', limit: 2 })) {
      const [part] = item.type === 'message' ? item.content : [];
      items.push('text' in part ? part.text : '');
    }
    expect(items).toEqual(['One', first.output_text, 'Two', second.output_text, 'Three']);
    const { data } = await client.responses.inputItems.list(third.id, { limit: 1 });
    expect(data).toMatchObject([{ role: 'user', content: [{ type: 'input_text', text: 'Three' }] }]);
  });

  it('take items of earlier responses by their ids', async () => {
    const first = await client.responses.create({ model: 'builtin', input: 'One', max_output_tokens: 5 });
    const second = await client.responses.create({
      model: 'builtin',
      input: [
        { type: 'item_reference', id: first.output[0].id! },
        { role: 'user', content: 'Two' },
      ],
      max_output_tokens: 5,
    });
    const { data } = await client.responses.inputItems.list(second.id, { order: 'asc' });
    expect(data).toMatchObject([
      { id: first.output[0].id, role: 'assistant', content: [{ text: first.output_text }] },
      { role: 'user' },
    ]);
  });

  it.each([
    [{ previous_response_id: 'resp_0' }, 400, 'previous_response_not_found', 'previous_response_id'],
    [{ input: [{ type: 'item_reference', id: 'msg_0' }] }, 400, 'invalid_value', 'input[0].id'],
    [{ model: 'nobody' }, 404, 'model_not_found', 'model'],
    [{ model: 'nobody', background: true }, 404, 'model_not_found', 'model'],
    [{ background: true, store: false }, 400, 'invalid_value', 'background'],
    [{ tools: [{ type: 'web_search' }] }, 400, 'unsupported_value', 'tools[0].type'],
    [{ tool_choice: { type: 'file_search' } }, 400, 'unsupported_value', 'tool_choice.type'],
    [{ tool_choice: 'required' }, 400, 'invalid_value', 'tool_choice'],
    [{ input: [{ type: 'web_search_call', id: 'ws_0' }] }, 400, 'unsupported_value', 'input[0].type'],
    [{ input: [{ type: 'thought' }] }, 400, 'invalid_value', 'input[0].type'],
    [{ input: [{ role: 'robot', content: '' }] }, 400, 'invalid_value', 'input[0].role'],
    [{ input: [{ role: 'user' }] }, 400, 'missing_required_parameter', 'input[0].content'],
    [{ input: [] }, 400, 'invalid_value', 'input'],
    [{ input: [[]] }, 400, 'missing_required_parameter', 'input[0].type'],
    [{ instructions: 'x', input: [IMAGE] }, 400, 'unsupported_value', 'input[0].content[1]'],
    [{ input: undefined }, 400, 'missing_required_parameter', 'input'],
    [{ text: { format: { type: 'xml' } } }, 400, 'invalid_value', 'text.format.type'],
    [{ reasoning: { effort: 'huge' } }, 400, 'invalid_value', 'reasoning.effort'],
    [{ max_output_tokens: 0 }, 400, 'invalid_value', 'max_output_tokens'],
    [{ conversation: 'conv_0' }, 400, 'unsupported_parameter', 'conversation'],
    [{ messages: [] }, 400, 'unsupported_parameter', 'messages'],
    [{ stream_options: { include_obfuscation: true } }, 400, 'invalid_value', 'stream_options'],
  ])('refuse %j', async (wish, status, code, param) => {
    const body = {
      model: 'builtin',
      input: QUESTION,
      ...wish,
    } as OpenAI.Responses.ResponseCreateParamsNonStreaming;
    expect(await failureOf(client.responses.create(body))).toMatchObject({ status, code, param });
  });

  it('tell of a failure inside of a stream, and keep it', async () => {
    const stream = client.responses.stream({
      ...{ model: 'builtin', input: QUESTION, metadata: { fault: 'error-after:3' } },
    });
    const { id, status, error, output_text } = await stream.finalResponse();
    expect([status, error?.code, output_text !== '']).toEqual(['failed', 'server_error', true]);
    expect(await client.responses.retrieve(id)).toMatchObject({ status, error, output_text });
  });

  it('are aborted with their stream, and are not kept then', async () => {
    const slow = await StartedApplication.start({ BUILTIN_TOKENS_PER_SECOND: '20' });
    const impatient = new OpenAI({ baseURL: `${slow.url}/v1`, apiKey: 'none' });
    const stream = await impatient.responses.create({ model: 'builtin', input: QUESTION, stream: true });
    let id = '';
    for await (const event of stream) {
      if (event.type === 'response.created') id = event.response.id;
      if (event.type === 'response.output_text.delta') break;
    }
    await until('the generation has ended', async () => (await slow.activeStreams()) === 0);
    expect(await failureOf(impatient.responses.retrieve(id))).toBeInstanceOf(OpenAI.NotFoundError);
    await slow.close();
  });
});
