/** The address that phones open. The server names the one that the network can reach; this page's own may be `localhost`. */
export function join(code: string): string {
  const told = document.querySelector<HTMLElement>('[data-join]')?.dataset.join;
  return told ?? `${location.origin}/j/${code}`;
}
