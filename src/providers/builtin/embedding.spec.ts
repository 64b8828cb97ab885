import { DEFAULT_DIMENSIONS, embed } from './embedding';

/** A text, one that is near to it, and one that is not. */
type Triple = readonly [text: string, near: string, far: string];

const RELATED: readonly Triple[] = [
  [
    'How do I reset my password?',
    'I forgot my password and want to reset it',
    'What time does the shop open?',
  ],
  ['The cat sleeps on the sofa', 'A cat is sleeping on our old sofa', 'Interest rates rose again in spring'],
  ['Deploy the service behind nginx', 'nginx in front of a deployed service', 'A recipe for apple pie'],
  [
    'Streams end with a finish reason',
    'Every stream finishes with one reason',
    'The bridge was built of stone',
  ],
  ['Cancel my subscription please', 'How can I cancel the yearly subscription', 'The match ended in a draw'],
  ['Best pizza in Naples', 'Where to eat good pizza when in Naples', 'Configure the firewall of a router'],
  [
    'The train to Berlin is late',
    'Late again: trains from Hamburg to Berlin',
    'She paints with oil and water colours',
  ],
  ['Install the package with npm', 'npm cannot install a package', 'Whales sing under water'],
  [
    'Unit tests should be fast',
    'Slow unit tests are a burden; make tests fast',
    'The queen opened parliament',
  ],
  [
    'Heavy rain is expected tomorrow',
    'Tomorrow it will rain, heavily at times',
    'Compile the kernel with debug symbols',
  ],
  [
    'A circuit breaker stops failing calls',
    'When calls fail the circuit breaker opens',
    'He planted tulips and roses',
  ],
  ['Vaccines protect children', 'Children are protected by a vaccine', 'The stock market closed higher'],
  [
    'Python list comprehension examples',
    'Examples of comprehensions over a Python list',
    'Trim your hedge in autumn',
  ],
  ['Postgres index on a timestamp column', 'Indexing timestamps in Postgres', 'The choir sings on Sunday'],
  [
    'Refund for a damaged parcel',
    'My parcel arrived damaged, I want a refund',
    'Volcanoes erupt under the sea',
  ],
  [
    'Learn to play the guitar',
    'Guitar lessons: learn playing at home',
    'Invoices are due within thirty days',
  ],
  ['Coffee beans from Ethiopia', 'Ethiopian coffee, roasted beans', 'Garbage collection pauses the program'],
  [
    'Climate change melts glaciers',
    'Glaciers are melting because the climate changes',
    'Fold the paper twice',
  ],
  ['Back-pressure keeps memory bounded', 'Bounded memory needs back-pressure', 'The dentist is on holiday'],
  [
    'Electric cars need charging stations',
    'Where are stations to charge an electric car',
    'Shakespeare wrote sonnets',
  ],
  ['Translate this letter into French', 'A French translation of the letter', 'Bees live in hives'],
  ['Rotate the logs every day', 'Daily rotation of log files', 'The marathon starts at noon'],
];

const TYPOS: readonly Triple[] = [
  ['accommodation in Barcelona', 'acommodation in Barcelna', 'accounting in Baltimore'],
  ['Necessary documents for the visa', 'Neccesary documens for teh visa', 'Nice desks for the villa'],
  ['restaurant recommendations', 'restuarant recomendations', 'resistance measurements'],
  ['definitely a separate issue', 'definately a seperate isue', 'deliver a special edition'],
  ['the environment of the government', 'the enviroment of the goverment', 'the entrance of the garage'],
  ['asynchronous programming language', 'asynchronus programing langauge', 'anonymous progress lounge'],
];

const SCRIPTS: readonly Triple[] = [
  [
    'Wie setze ich mein Passwort zurück?',
    'Passwort zurücksetzen, wie geht das?',
    'Der Zug fährt um acht Uhr ab',
  ],
  ['¿Dónde está la estación de tren?', 'La estacion de tren, donde esta', 'Me gusta el café con leche'],
  ['Как приготовить борщ дома', 'Домашний борщ: как его приготовить', 'Завтра будет сильный дождь'],
  ['今天天气很好', '今天的天气非常好', '我喜欢学习数学'],
  ['東京で美味しい寿司を食べる', '美味しい寿司は東京で食べたい', '電車の時刻表を調べる'],
  ['서울 날씨가 좋습니다', '오늘 서울 날씨 좋아요', '기차를 타고 부산에 갑니다'],
  ['كيف أتعلم اللغة العربية', 'تعلم اللغة العربية بسرعة', 'الطقس بارد في الشتاء'],
  ['मुझे हिंदी सीखनी है', 'हिंदी सीखने का तरीका', 'आज बाज़ार बंद है'],
  ['อาหารไทยอร่อยมาก', 'ฉันชอบอาหารไทยอร่อย', 'รถไฟออกตอนเช้า'],
  ['Πού είναι ο σταθμός του τρένου', 'ο σταθμός τρένου πού βρίσκεται', 'Μου αρέσει ο καφές'],
];

const dot = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, i) => sum + value * other[i], 0);
const nearness = (one: string, other: string, dimensions: number): number =>
  dot(embed(one, dimensions), embed(other, dimensions));

describe(embed.name, () => {
  it.each([1, 2, 256, DEFAULT_DIMENSIONS, 3_072])(
    'makes vectors of length 1 in %i dimensions',
    (dimensions) => {
      for (const text of ['Hello world', '!', '😀', ' ', 'a', 'ß', '天', 'the the the']) {
        const vector = embed(text, dimensions);
        expect(vector).toHaveLength(dimensions);
        expect(dot(vector, vector)).toBeCloseTo(1, 5);
      }
    },
  );

  it('makes the same vector of the same text, always', () => {
    const vector = embed('The quick brown fox', 8);
    expect(embed('The quick brown fox', 8)).toEqual(vector);
    expect(Array.from(vector, (value) => Number(value.toFixed(4)))).toMatchInlineSnapshot(`
      [
        -0.5344,
        0.7015,
        -0.1752,
        -0.3727,
        -0.2173,
        0.0234,
        -0.0578,
        -0.0395,
      ]
    `);
  });

  describe.each([256, DEFAULT_DIMENSIONS, 1_536])('in %i dimensions', (dimensions) => {
    it.each([...RELATED, ...TYPOS, ...SCRIPTS])('puts %j nearer to %j than to %j', (text, near, far) => {
      const margin = nearness(text, near, dimensions) - nearness(text, far, dimensions);
      expect(margin).toBeGreaterThan(0.1);
    });

    it('finds each text among all of its list', () => {
      const vectors = [...RELATED, ...TYPOS, ...SCRIPTS].map(([text]) => embed(text, dimensions));
      const missed = [...RELATED, ...TYPOS, ...SCRIPTS].filter(([, near], index) => {
        const wanted = embed(near, dimensions);
        const scores = vectors.map((vector) => dot(vector, wanted));
        return scores.indexOf(Math.max(...scores)) !== index;
      });
      expect(missed).toEqual([]);
    });
  });

  it('takes case, accents and widths for the same', () => {
    expect(embed('CAFÉ ＡＢＣ', 64)).toEqual(embed('cafe abc', 64));
  });
});
