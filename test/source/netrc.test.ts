import { expect, test } from 'vitest';
import { loginFor } from '../../reconciler/source/netrc.ts';

test.each([
  ['machine a login u password p', { login: 'u', password: 'p' }],
  ['machine A\n\tpassword p\n\tlogin u\n', { login: 'u', password: 'p' }],
  ['# c\nmachine b login x password y\nmachine a login u account z password p', { login: 'u', password: 'p' }],
  ['default login u password p', { login: 'u', password: 'p' }],
  ['machine a password p', { login: '', password: 'p' }],
  ['machine a login u\nmachine a login v password p', { login: 'v', password: 'p' }],
  ['macdef init\nmachine a login no password no\n\nmachine a login u password p', { login: 'u', password: 'p' }],
  ['machine a login machine password default', { login: 'machine', password: 'default' }],
  ['machine b login x password y', undefined],
  ['machine a login u', undefined],
  ['', undefined],
])('%j', (text, login) => {
  expect(loginFor('a', text)).toEqual(login);
});
