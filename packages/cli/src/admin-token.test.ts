import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adminToken } from './admin-token.ts';

describe('the admin token', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'edgewise-token-'));
    writeFileSync(join(folder, '.dev.vars'), 'ENVIRONMENT="development"\nEDGEWISE_ADMIN_TOKEN="of-this-machine"\n');
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    vi.stubEnv('EDGEWISE_ADMIN_TOKEN', '');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('is what was stated, then the environment, then that of the worker on this machine', () => {
    expect(adminToken(undefined, 'http://127.0.0.1:8787')).toBe('of-this-machine');
    vi.stubEnv('EDGEWISE_ADMIN_TOKEN', 'of-the-environment');
    expect(adminToken(undefined, 'http://127.0.0.1:8787')).toBe('of-the-environment');
    expect(adminToken('stated', 'http://127.0.0.1:8787')).toBe('stated');
  });

  it('of this machine goes to this machine alone', () => {
    expect(adminToken(undefined, 'https://edge.example')).toBeUndefined();
    expect(adminToken(undefined, 'http://127.0.0.1.evil.example')).toBeUndefined();
    expect(adminToken(undefined, 'http://localhost.evil.example:80/')).toBeUndefined();
  });
});
