import { OpenExchanges } from './open-exchanges';

describe(OpenExchanges.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('settles at once where nothing is open', async () => {
    expect(await new OpenExchanges().settle(1_000)).toBe(0);
  });

  it('settles with the last exchange that ends', async () => {
    const exchanges = new OpenExchanges();
    exchanges.opened();
    exchanges.opened();
    const settled = exchanges.settle(1_000);
    exchanges.closed();
    expect(exchanges.count).toBe(1);
    exchanges.closed();
    expect(await settled).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives up after its time, and says how many are left', async () => {
    const exchanges = new OpenExchanges();
    exchanges.opened();
    const settled = exchanges.settle(1_000);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await settled).toBe(1);
  });
});
