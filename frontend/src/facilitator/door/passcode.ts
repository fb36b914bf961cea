/** Over HTTP and not by a command: what waits to be sent is kept on the device, where a passcode has no place. */
async function asked(room: string, how: RequestInit): Promise<void> {
  const answer = await fetch(`/api/v1/rooms/${room}/passcode`, how).catch(() => undefined);
  if (answer?.ok) return;
  const problem = (await answer?.json().catch(() => undefined)) as { detail?: string } | undefined;
  throw new Error(problem?.detail ?? '');
}

/** Rejected with the server's sentence, or with none when it wasn't reached; so is the other. */
export const askForPasscode = (room: string, passcode: string): Promise<void> =>
  asked(room, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ passcode }) });

export const askForNone = (room: string): Promise<void> => asked(room, { method: 'DELETE' });
