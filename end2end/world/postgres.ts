/* A throw-away PostgreSQL: a cluster in a folder of its own, on a socket only. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class Postgres {
  /** How the program reaches it. */
  readonly url: string;
  private readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.url = `postgres://agera@localhost/postgres?host=${encodeURIComponent(folder)}`;
  }

  static async start(): Promise<Postgres> {
    const folder = await mkdtemp(path.join(tmpdir(), 'agera-pg-'));
    // A short way: a socket's path holds a hundred letters.
    await chmod(folder, 0o777);
    const cluster = new Postgres(folder);
    const data = path.join(folder, 'data');
    await cluster.tool('initdb', ['-D', data, '-U', 'agera', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
    const options = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off`;
    const log = path.join(folder, 'log');
    await cluster.tool('pg_ctl', ['-D', data, '-w', '-s', '-l', log, '-o', options, 'start']);
    return cluster;
  }

  async stop(): Promise<void> {
    const data = path.join(this.folder, 'data');
    await this.tool('pg_ctl', ['-D', data, '-w', '-s', '-m', 'immediate', 'stop']);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** PostgreSQL refuses to run as root. */
  private async tool(name: string, args: string[]): Promise<void> {
    const tool = path.join(process.env.AGERA_PG_BIN ?? '', name);
    const asRoot = process.getuid?.() === 0;
    const [program, rest] = asRoot
      ? ['runuser', ['-u', 'postgres', '--', tool, ...args]]
      : [tool, args];
    await run(program as string, rest as string[], { cwd: this.folder });
  }
}
