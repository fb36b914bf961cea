/** What the server answers to this page. Rejected with its sentence, or with none when it wasn't reached. */
export async function asked(address: string, how: RequestInit): Promise<Response> {
  const answer = await fetch(address, how).catch(() => undefined);
  if (answer?.ok) return answer;
  const problem = (await answer?.json().catch(() => undefined)) as { detail?: string } | undefined;
  throw new Error(problem?.detail ?? '');
}
