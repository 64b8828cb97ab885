import { ownOptions } from './own-options';

const traits = (sendsUnknownOptions = false) => ({ ownOptions: 'some', sendsUnknownOptions });

describe(ownOptions.name, () => {
  it("hands on what OpenAI does not know, under the package's names", () => {
    const parameters = {
      thinking: { type: 'enabled', budget_tokens: 2_048 },
      safety_settings: [{ threshold_level: 'OFF' }],
      temperature_hint: null,
    };
    expect(ownOptions(parameters, traits())).toEqual({
      some: {
        thinking: { type: 'enabled', budgetTokens: 2_048 },
        safetySettings: [{ thresholdLevel: 'OFF' }],
        temperatureHint: null,
      },
    });
  });

  it('hands it on as it is to packages that send it so', () => {
    expect(ownOptions({ repetition_penalty: 1.1 }, traits(true))).toEqual({
      some: { repetition_penalty: 1.1 },
    });
  });

  it('takes provider_options to the letter, over what stands beside them', () => {
    const provider_options = { some: { labels: { team_a: 'x' }, mode: 'a' }, other: { x: 1 } };
    expect(ownOptions({ provider_options, mode: 'b' }, traits())).toEqual({
      some: { labels: { team_a: 'x' }, mode: 'a' },
      other: { x: 1 },
    });
    expect(ownOptions({ providerOptions: { other: { x: 1 } } }, traits())).toEqual({ other: { x: 1 } });
  });

  it("leaves OpenAI's own parameters alone", () => {
    const parameters = {
      user: 'u',
      metadata: { user_id: '1' },
      service_tier: 'flex',
      reasoning_effort: 'low',
    };
    expect(ownOptions(parameters, traits())).toEqual({});
  });
});
