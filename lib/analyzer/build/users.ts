import { InheritedMap, InheritedSet } from './inherited';
import { resolvePath } from './paths';
import type { BaseProfile } from './types';

interface User {
  /** `null` where the command did not say. */
  readonly id: number | null;
  readonly home: string;
}

/** The accounts of an image: those of its distribution, and those that steps have added. Inherited by copy. */
export class Users {
  readonly #users: InheritedMap<string, User>;
  readonly #groups: InheritedSet<string>;
  /** Accounts may exist that nobody knows. */
  #doubtful: boolean;

  constructor(from: Users | BaseProfile) {
    if (from instanceof Users) {
      this.#users = new InheritedMap(from.#users);
      this.#groups = new InheritedSet(from.#groups);
      this.#doubtful = from.#doubtful;
      return;
    }
    const accounts = standardAccounts[from.distribution];
    this.#doubtful = accounts === undefined;
    const { users, groups } = accounts ?? onlyRoot;
    this.#users = new InheritedMap(users);
    this.#groups = new InheritedSet(groups);
    // Ubuntu's images have an account for a person since 23.04.
    if (from.distribution === 'ubuntu' && Number.parseFloat(from.release ?? '0') > 23)
      this.#users.set('ubuntu', { id: 1000, home: '/home/ubuntu' });
  }

  /** The accounts can no longer be known: a file of accounts was written, or a package that makes some installed. */
  doubt(): void {
    this.#doubtful = true;
  }

  add(name: string, id: number | null, home: string): void {
    this.#users.set(name, { id, home });
  }

  /** The account is gone, with the group of its name. */
  remove(name: string): void {
    this.#users.delete(name);
    this.#groups.delete(name);
  }

  /** The account has another name, number or home; what is left out stays. */
  change(name: string, { newName, id, home }: { newName?: string; id?: number; home?: string }): void {
    const user = this.#users.get(name);
    if (user === undefined) {
      this.#doubtful = true;
      return;
    }
    this.#users.delete(name);
    this.#users.set(newName ?? name, { id: id ?? user.id, home: home ?? user.home });
  }

  removeGroup(name: string): void {
    this.#groups.delete(name);
  }

  addGroup(name: string): void {
    this.#groups.add(name);
  }

  /** Whether an account of that name exists; numbers need none. `null` where that is not known. */
  has(name: string): boolean | null {
    if (/^\d+$/.test(name) || this.#users.has(name)) return true;
    return this.#doubtful || /[$`]/.test(name) ? null : false;
  }

  /** Whether a group of that name exists; numbers need none. `null` where that is not known. */
  hasGroup(name: string): boolean | null {
    if (/^\d+$/.test(name) || this.#groups.has(name)) return true;
    return this.#doubtful || /[$`]/.test(name) ? null : false;
  }

  /** Where a user's home is said to be; `/` for a number without an account. */
  homeOf(name: string): string {
    const known = this.#users.get(name) ?? this.#byId(name);
    if (known !== undefined) return known.home;
    return /^\d+$/.test(name) ? '/' : resolvePath('/home', name);
  }

  /** Whether a number is taken. */
  hasId(id: number): boolean {
    return this.#byId(String(id)) !== undefined;
  }

  /** Whether two names or numbers mean the same user; `null` where that is not known. */
  same(one: string, other: string): boolean | null {
    if (one === other) return true;
    const [left, right] = [this.#idOf(one), this.#idOf(other)];
    if (left === null || right === null) return /^\d+$/.test(one) === /^\d+$/.test(other) ? false : null;
    return left === right;
  }

  #byId(id: string): User | undefined {
    if (!/^\d+$/.test(id)) return undefined;
    for (const user of this.#users.values()) if (user.id === Number(id)) return user;
    return undefined;
  }

  #idOf(name: string): number | null {
    if (/^\d+$/.test(name)) return Number(name);
    return this.#users.get(name)?.id ?? null;
  }
}

const debianUsers =
  'daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc _apt nobody gnats'.split(' ');
const debianGroups =
  'adm tty disk dialout fax voice cdrom floppy tape sudo audio dip operator src shadow utmp video sasl plugdev staff users nogroup kmem'.split(
    ' ',
  );
const alpineUsers =
  'bin daemon adm lp sync shutdown halt mail news uucp cron ftp sshd games ntp guest nobody at squid xfs postgres cyrus vpopmail smmsp operator man postmaster'.split(
    ' ',
  );
const alpineGroups =
  'sys tty disk mem kmem wheel floppy audio cdrom dialout tape video netdev kvm shadow users www-data input console nogroup utmp ping cdrw usb'.split(
    ' ',
  );

interface Accounts {
  readonly users: ReadonlyMap<string, User>;
  readonly groups: ReadonlySet<string>;
}

function listAccounts(users: readonly string[], groups: readonly string[]): Accounts {
  const accounts = new Map<string, User>(users.map((name) => [name, { id: null, home: '/nonexistent' }]));
  accounts.set('root', { id: 0, home: '/root' });
  return { users: accounts, groups: new Set([...groups, ...accounts.keys()]) };
}

const onlyRoot = listAccounts([], []);
const debianAccounts = listAccounts(debianUsers, debianGroups);

/** Accounts that the distributions' images bring. */
const standardAccounts: Partial<Record<BaseProfile['distribution'], Accounts>> = {
  debian: debianAccounts,
  ubuntu: debianAccounts,
  alpine: listAccounts(alpineUsers, alpineGroups),
};
