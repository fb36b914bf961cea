import { expect, test } from 'vitest';
import { undoing } from './keys';

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) => undoing({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test('UNDO-14 the keys of undo and redo, with Ctrl and with Cmd, and no others', () => {
  expect(pressed('z', { ctrlKey: true })).toBe('undo');
  expect(pressed('Z', { metaKey: true })).toBe('undo');
  expect(pressed('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
  expect(pressed('z', { metaKey: true, shiftKey: true })).toBe('redo');
  expect(pressed('y', { ctrlKey: true })).toBe('redo');
  expect(pressed('y', { metaKey: true })).toBeUndefined();
  expect(pressed('z')).toBeUndefined();
  expect(pressed('z', { ctrlKey: true, altKey: true })).toBeUndefined();
  expect(pressed('x', { ctrlKey: true })).toBeUndefined();
});
