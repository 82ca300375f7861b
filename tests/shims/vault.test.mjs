import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal, Vault } from '../../shims/vault.js';

const servers = [
  { id: 'one', name: 'One', visibility: 'https://visibility.example', private_intel: 'https://intel.example' },
  { id: 'off', name: 'Off', visibility: 'https://off.example', private_intel: 'https://off.example', unavailable: 'No.' },
];

function vaultInUse() {
  const vault = new Vault();
  vault.offer(servers);
  vault.typePassword('s3cret-ü');
  vault.use('client-1', 'one');
  return vault;
}

/** @param {object} reply */
const bytes = (reply) => new TextEncoder().encode(JSON.stringify(reply));
const readable = (/** @type {Uint8Array} */ reply) => new TextDecoder().decode(reply);

test('the address is the chosen server\'s, and the token call carries id and password', () => {
  const { url, authorization, isToken } = vaultInUse().prepare('visibility:/iroh/oauth2/token', 'vault:basic');

  assert.equal(url, 'https://visibility.example/iroh/oauth2/token');
  assert.equal(Buffer.from(authorization.slice('Basic '.length), 'base64').toString(), 'client-1:s3cret-ü');
  assert.equal(isToken, true);
});

test('the token stays here: the reply that goes on has only its life and scopes', () => {
  const vault = vaultInUse();
  const { authorization } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');

  const reply = bytes({ access_token: 'T0KEN', expires_in: 600, scope: 'casebook' });
  const left = readable(vault.takeToken(reply, authorization));

  assert.deepEqual(JSON.parse(left), { expires_in: 600, scope: 'casebook' });
  assert.equal(vault.prepare('private-intel:/ctia/casebook', 'vault:bearer').authorization, 'Bearer T0KEN');
});

test('a token that an earlier client asked for is dropped', () => {
  const vault = vaultInUse();
  const { authorization } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');
  vault.use('client-2', 'one');

  vault.takeToken(bytes({ access_token: 'OLD', expires_in: 600, scope: '' }), authorization);

  assert.equal(vault.prepare('private-intel:/ctia/casebook', 'vault:bearer').authorization, 'Bearer ');
});

test('a token reply that is no token is passed on as nothing', () => {
  const vault = vaultInUse();
  for (const reply of [{}, { access_token: 7 }, { access_token: 'a\r\nb' }, null, []]) {
    assert.equal(vault.takeToken(bytes(/** @type {object} */ (reply)), '').length, 0);
  }
  assert.equal(vault.takeToken(new TextEncoder().encode('<html>'), '').length, 0);
});

test('what is outside the service is refused before anything is sent', () => {
  const vault = vaultInUse();
  for (const named of [
    'visibility:/iroh/../ctia/casebook', 'visibility:/ctia/casebook', 'visibility:@evil.example/iroh/x',
    'visibility:.evil.example/iroh/x', 'visibility:/iroh/%2e%2e/%2e%2e/x', 'visibility:/iroh/x#y',
    'private-intel:/iroh/x', 'constructor:/iroh/x', 'elsewhere:/iroh/x', '/iroh/x', 'visibility:/iroh/oauth2/token',
  ]) {
    assert.throws(() => vault.prepare(named, 'vault:bearer'), (error) => error instanceof Refusal, named);
  }
  assert.throws(() => vault.prepare('visibility:/iroh/iroh-inspect/inspect', 'vault:basic'), Refusal);
});

test('without a server, or with one that cannot be chosen, nothing is sent', () => {
  const vault = new Vault();
  vault.offer(servers);
  assert.throws(() => vault.prepare('visibility:/iroh/x', 'vault:bearer'), Refusal);
  vault.use('client-1', 'off');
  assert.throws(() => vault.prepare('visibility:/iroh/x', 'vault:bearer'), Refusal);
});

test('a server may be a base address with a path: a proxy of the page\'s own origin, a self-hosted store', () => {
  const vault = new Vault();
  vault.offer([{ id: 'proxy', name: 'Proxy', visibility: 'https://sma.example/threat-response/visibility/',
    private_intel: 'https://sma.example:9443/intel' }]);
  vault.typePassword('p');
  vault.use('client-1', 'proxy');

  assert.deepEqual(vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic').isToken, true);
  assert.equal(vault.prepare('visibility:/iroh/x', 'vault:bearer').url,
    'https://sma.example/threat-response/visibility/iroh/x');
  assert.equal(vault.prepare('private-intel:/ctia/casebook?a=1', 'vault:bearer').url,
    'https://sma.example:9443/intel/ctia/casebook?a=1');
  for (const path of ['/iroh/../../other', '/iroh/%2e%2e/%2e%2e/iroh/x', '//evil.example/iroh/', '@evil.example/iroh/'])
    assert.throws(() => vault.prepare(`visibility:${path}`, 'vault:bearer'), Refusal, path);
});
