const FIELDS = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';

/** Whether keys belong to a field that one writes in. */
export const typing = (event: KeyboardEvent): boolean => event.target instanceof Element && event.target.closest(FIELDS) !== null;

/** Ctrl or Cmd+Z undoes; with Shift, or Ctrl+Y, what was undone comes again. */
export function undoing({ key, ctrlKey, metaKey, shiftKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): 'undo' | 'redo' | undefined {
  if (altKey || ctrlKey === metaKey) return undefined;
  switch (key.toLowerCase()) {
    case 'z':
      return shiftKey ? 'redo' : 'undo';
    case 'y':
      return ctrlKey && !shiftKey ? 'redo' : undefined;
    default:
      return undefined;
  }
}
