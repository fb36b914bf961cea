import { setAriaStrings } from 'svelte-dnd-action';
import { t } from '../kit';

export { dndzone, SOURCES, TRIGGERS, type DndEvent } from 'svelte-dnd-action';
export type { DndEventInfo } from 'svelte-dnd-action';

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
