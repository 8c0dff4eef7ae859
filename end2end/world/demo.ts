/* One running `agera-ombud demo`, with a database, a clock and a BankID of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sent, told } from './outgoing.ts';
import { type Registered, registerFile } from './register.ts';
import { type RuleValues, writeRules } from './rules.ts';
import { Times } from './times.ts';

/** How a demo is started. */
export interface DemoSettings {
  /** Where the clock begins: an instant with its offset. */
  now: string;
  /** A PostgreSQL database; none: an SQLite file. */
  database?: string;
  /** Further `AGERA_…` settings. */
  environment?: Record<string, string>;
  /** Values of the rule set that differ from the product's own. */
  rules?: RuleValues;
  /** What `Demo.fill` gave for the same clock: saves filling a database again. */
  filled?: string;
}

const run = promisify(execFile);

const STARTS_WITHIN = 20_000;
const STOPS_WITHIN = 15_000;

export class Demo {
  /** The address of the pages. */
  readonly origin: string;
  /** The address of the page that plays the BankID app. */
  readonly app: string;
  /** The address of the page that shows the SMS and mails that were sent. */
  readonly messages: string;
  private readonly program: Program;
  private readonly numbers: Map<string, string>;
  private readonly times: Times;

  private constructor(
    program: Program,
    addresses: Addresses,
    numbers: Map<string, string>,
    times: Times,
  ) {
    this.program = program;
    this.times = times;
    this.origin = addresses.origin;
    this.app = addresses.app;
    this.messages = addresses.messages;
    this.numbers = numbers;
  }

  static async start(settings: DemoSettings): Promise<Demo> {
    const times = new Times(settings.now);
    const program = await Program.start(settings);
    try {
      const addresses = await program.addresses();
      await ready(addresses.origin, program);
      return new Demo(program, addresses, await readNumbers(addresses.origin), times);
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  /** Fills an SQLite database, and gives the folder where it stands, for others to begin with. */
  static async fill(now: string): Promise<string> {
    const program = await Program.start({ now });
    try {
      await program.addresses();
    } finally {
      await program.end();
    }
    return program.folder;
  }

  /** A person's number as pages show it: ÅÅÅÅMMDD-NNNN. */
  numberOf(person: string): string {
    const number = this.numbers.get(person);
    if (number === undefined) throw new Error(`the demo has nobody called ${person}`);
    return number;
  }

  /** Moves the clock to a Swedish local time, such as 2026-11-24T23:59:50. */
  async moveClock(to: string): Promise<void> {
    this.times.moved(to);
    const answer = await fetch(`${this.origin}/demo/klocka`, {
      method: 'POST',
      headers: { origin: this.origin },
      body: new URLSearchParams({ till: to }),
      redirect: 'manual',
    });
    if (answer.status !== 303) throw new Error(`the clock did not move: ${answer.status}`);
  }

  /** Moves the clock on by some seconds, in place of waiting for them. */
  async pass(seconds: number): Promise<void> {
    await this.moveClock(this.times.in(seconds));
  }

  /** The register says something else of these people from now on: an operator imports a file. */
  async importRegister(people: Registered[]): Promise<void> {
    const file = await this.program.write('register.toml', registerFile(people));
    await this.program.run(['register', 'import', file]);
  }

  /** What the log may hold besides: an error that a test brings about. */
  mayLog(pattern: RegExp): void {
    this.program.allowed.push(pattern);
  }

  /** Stops it as an operator would, and says what was wrong with how it ran. */
  async stop(): Promise<string[]> {
    const messages = sent(await (await fetch(this.messages)).text());
    const code = await this.program.stop();
    const problems = this.program.problems([...this.numbers.values()]);
    for (const message of messages) {
      const words = told(message, this.numbers);
      if (words.length > 0) problems.push(`a message tells ${words.join(', ')}: ${message}`);
    }
    if (code !== 0) problems.unshift(`it ended with ${code}`);
    return problems;
  }

  /** Its log so far. */
  get log(): string {
    return this.program.log;
  }
}

interface Addresses {
  origin: string;
  app: string;
  messages: string;
}

class Program {
  log = '';
  readonly allowed: RegExp[] = [];
  private said = '';
  private readonly process: ChildProcess;
  readonly folder: string;
  private readonly environment: Record<string, string>;
  private readonly ended: Promise<number | string>;

  private constructor(process: ChildProcess, folder: string, environment: Record<string, string>) {
    this.process = process;
    this.folder = folder;
    this.environment = environment;
    process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.log += text));
    this.ended = new Promise((resolve) => {
      process.once('error', (error) => resolve(error.message));
      process.once('close', (code, signal) => resolve(code ?? String(signal)));
    });
  }

  static async start(settings: DemoSettings): Promise<Program> {
    const folder = await mkdtemp(path.join(tmpdir(), 'agera-e2e-'));
    if (settings.filled) await cp(settings.filled, folder, { recursive: true });
    const environment: Record<string, string> = {
      AGERA_ADDRESS: '127.0.0.1:0',
      AGERA_DATABASE_URL: settings.database ?? `sqlite://${path.join(folder, 'agera.db')}`,
      AGERA_DEMO_NOW: settings.now,
      AGERA_LOG_FORMAT: 'json',
      ...settings.environment,
    };
    if (process.env.AGERA_SITE) environment.AGERA_SITE = process.env.AGERA_SITE;
    if (settings.rules) environment.AGERA_RULES_FOLDER = await writeRules(folder, settings.rules);
    const child = spawn(executable(), ['demo'], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Program(child, folder, environment);
  }

  /** Writes a file beside the database; gives its path. */
  async write(name: string, text: string): Promise<string> {
    const file = path.join(this.folder, name);
    await writeFile(file, text);
    return file;
  }

  /** Runs another of the program's commands, with the demo's own settings. */
  async run(command: string[]): Promise<void> {
    await run(executable(), command, { cwd: this.folder, env: this.environment });
  }

  /** The two addresses, from the line that it says once it listens. */
  async addresses(): Promise<Addresses> {
    return await this.until('says where it is', async () => {
      const [origin, messages, app] = this.said.match(/https?:\/\/[^\s,]+/g) ?? [];
      return origin && messages && app ? { origin, messages, app } : undefined;
    });
  }

  /** Asks again and again, until there is an answer or it is too late. */
  async until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + STARTS_WITHIN;
    let end: number | string | undefined;
    void this.ended.then((code) => (end = code));
    while (Date.now() < deadline && end === undefined) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const why = end === undefined ? 'in time' : `, but ended with ${end}`;
    throw new Error(`the demo never ${what} ${why}\n${this.said}\n${this.log}`);
  }

  async stop(): Promise<number | string> {
    const code = await this.end();
    await rm(this.folder, { recursive: true, force: true });
    return code;
  }

  /** Ends it, and leaves what it has written. */
  async end(): Promise<number | string> {
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), STOPS_WITHIN);
    const code = await this.ended;
    clearTimeout(late);
    return code;
  }

  problems(numbers: string[]): string[] {
    const lines = this.log.split('\n');
    const wrong = lines.filter(
      (line) =>
        (/"level":"ERROR"|panic/i.test(line) && !this.allowed.some((one) => one.test(line))) ||
        tellsNumber(line, numbers),
    );
    return wrong.map((line) => `in the log: ${line}`);
  }
}

function executable(): string {
  const program = process.env.AGERA_BIN;
  if (!program) throw new Error('AGERA_BIN is not set: start the tests with scripts/e2e');
  return program;
}

/** Whether a line tells anybody's number, of the demo or not. */
function tellsNumber(line: string, known: string[]): boolean {
  const forms = known.flatMap((number) => {
    const digits = number.replace('-', '');
    return [number, digits, number.slice(2), digits.slice(2)];
  });
  return forms.some((form) => line.includes(form)) || looksLikeNumber(line);
}

function looksLikeNumber(line: string): boolean {
  const found = line.matchAll(/(?<![0-9a-f-])(?:19|20)?(\d{2}[01]\d[0-9]\d)[-+]?(\d{4})(?![0-9a-f-])/gi);
  return [...found].some(([, date = '', serial = '']) => luhnHolds(date + serial));
}

function luhnHolds(tenDigits: string): boolean {
  const sum = [...tenDigits].reduce((sum, digit, place) => {
    const weighted = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return sum + Math.floor(weighted / 10) + (weighted % 10);
  }, 0);
  return sum % 10 === 0;
}

async function ready(origin: string, program: Program): Promise<void> {
  await program.until('became ready', async () => {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    return answer?.status === 200 ? true : undefined;
  });
}

/** Name → number, from the tables of the page /demo. */
async function readNumbers(origin: string): Promise<Map<string, string>> {
  const page = await (await fetch(`${origin}/demo`)).text();
  const rows = page.matchAll(/<th scope="row">([^<]+)<\/th><td>([^<]+)<\/td>/g);
  return new Map([...rows].map(([, name = '', number = '']) => [name, number]));
}
