import { expect, test, vi } from 'vitest';
import type { Room, Wish } from '@shared/room.svelte';
import { asGuest } from './guest';

const host = (guests: Record<string, unknown>) => {
  const send = vi.fn((_wish: Wish) => Promise.resolve(undefined));
  return { room: { code: 'KT7M4R', mine: { member: 'host' }, guests, lead: {}, send } as unknown as Room, send };
};

test('CONSOLE-4 what is written for a guest is sent in the name of the guest', async () => {
  const { room, send } = host({ guest: { member: 'guest' } });
  await asGuest(room, 'guest').send({ type: 'add_value', label: 'Rest' });
  expect(send).toHaveBeenCalledWith({ type: 'speak_for', member: 'guest', command: { type: 'add_value', label: 'Rest' } });
});

test('CONSOLE-4 a guest sees their own part, and nothing of the lead', () => {
  const { room } = host({ guest: { member: 'guest' } });
  expect(asGuest(room, 'guest').mine.member).toBe('guest');
  expect(asGuest(room, 'guest').lead).toBeUndefined();
});
