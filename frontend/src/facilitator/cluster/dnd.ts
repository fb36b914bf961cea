import { setAriaStrings } from 'svelte-dnd-action';
import { t } from '../kit';

export { dndzone, SOURCES, TRIGGERS, type DndEvent } from 'svelte-dnd-action';
export type { DndEventInfo } from 'svelte-dnd-action';

/** The library empties its announcement by `innerHTML = ''`. Nobody else makes markup of a string, nor may they. */
const trusting = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: { createHTML(markup: string): string | null }): unknown } }).trustedTypes;
trusting?.createPolicy('default', { createHTML: (markup) => (markup ? null : '') });

/** What the drag and drop says to a screen reader, in the room's language. */
export function speakOurWords(): void {
  const words = (key: 'started' | 'over' | 'dropped') => ({ itemLabel, zoneLabel }: { itemLabel: string; zoneLabel: string }) =>
    t(`console.drag.${key}`, { card: itemLabel, cluster: zoneLabel });
  setAriaStrings({
    dragStarted: words('started'),
    movedToPosition: words('over'),
    movedToZoneEnd: words('over'),
    movedToZoneStart: words('over'),
    dropped: words('dropped'),
    zoneActiveInstruction: t('console.drag.how'),
    zoneDragDisabledInstruction: t('console.drag.frozen'),
  });
}
