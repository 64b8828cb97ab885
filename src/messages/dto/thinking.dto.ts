import { IsInt, Min } from 'class-validator';

/** The model thinks first, for up to so many tokens. */
export class EnabledThinkingDto {
  type!: 'enabled';

  /** At least 1,024 and less than `max_tokens`. */
  @IsInt()
  @Min(1_024)
  budget_tokens!: number;
}

/** The model does not think first. */
export class DisabledThinkingDto {
  type!: 'disabled';
}

/** The model decides how much it thinks. */
export class AdaptiveThinkingDto {
  type!: 'adaptive' | 'between_tools';
}

/** How much the model thinks before it answers. */
export const THINKING = {
  enabled: EnabledThinkingDto,
  disabled: DisabledThinkingDto,
  adaptive: AdaptiveThinkingDto,
  between_tools: AdaptiveThinkingDto,
};

export type Thinking = EnabledThinkingDto | DisabledThinkingDto | AdaptiveThinkingDto;
