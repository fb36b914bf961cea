/** The page of somebody who waits to be let in: it looks again every few seconds, and goes on by itself. */
const FIRST_MS = 2_000;
const MOST_MS = 10_000;

const code = document.querySelector<HTMLElement>('[data-waits]')?.dataset.waits;
let pause = FIRST_MS;
let planned: ReturnType<typeof setTimeout>;

/** Whether they wait no more: an answer that can't be had, or that puts it off, says nothing. */
async function over(): Promise<boolean> {
  const answer = await fetch(`/api/v1/rooms/${code}/door`).catch(() => undefined);
  if (!answer || answer.status === 429 || answer.status >= 500) return false;
  const told = (await answer.json().catch(() => ({ standing: 'waiting' }))) as { standing?: string };
  return told.standing !== 'waiting';
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
