/** The page of somebody who waits to be let in: it looks again every few seconds, and goes on by itself. */
const FIRST_MS = 2_000;
const MOST_MS = 10_000;

const code = document.querySelector<HTMLElement>('[data-waits]')?.dataset.waits;
const away = document.querySelector<HTMLElement>('[data-away]');
let pause = FIRST_MS;
let planned: ReturnType<typeof setTimeout>;

/** Whether they wait no more: an answer that can't be had, or that puts it off, says nothing. */
async function over(): Promise<boolean> {
  const answer = await fetch(`/api/v1/rooms/${code}/door`).catch(() => undefined);
  tell(!answer || answer.status >= 500);
  if (!answer || answer.status === 429 || answer.status >= 500) return false;
  const told = (await answer.json().catch(() => ({ standing: 'waiting' }))) as { standing?: string };
  return told.standing !== 'waiting';
}

/** Where nobody answers, it is said once, and taken back with the next answer. */
function tell(gone: boolean): void {
  const said = gone ? (away?.dataset.away ?? '') : '';
  if (away && away.textContent !== said) away.textContent = said;
}

async function look(): Promise<void> {
  if (await over()) return location.replace(location.pathname);
  pause = Math.min(MOST_MS, pause * 1.1);
  plan();
}

function plan(): void {
  clearTimeout(planned);
  planned = setTimeout(() => void look(), pause);
}

// A phone that was asleep looks as soon as somebody looks at it.
addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  pause = FIRST_MS;
  clearTimeout(planned);
  void look();
});
plan();
