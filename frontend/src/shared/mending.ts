/** Style sheets that a lost network kept from coming. Nobody asks for them again: not the browser, nor the builder's loader, which takes a second try for done. */
const missing = new Set<HTMLLinkElement>();
const sheets = (): HTMLLinkElement[] => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];

/** Notice from now on what doesn't come through, and what hasn't already. */
export function notice(): void {
  for (const link of sheets()) if (!link.sheet) missing.add(link);
  const failed = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target);
  };
  addEventListener('error', failed, true);
}

/** Ask once more for the style sheets that are missing; for all of them where a font is. Gives whether all have come. */
export async function mend(): Promise<boolean> {
  const fontless = [...(document.fonts ?? [])].some((face) => face.status === 'error');
  await Promise.all(sheets().filter((link) => fontless || missing.has(link)).map(renew));
  return !missing.size;
}

/** In the same place, since the order of the sheets counts. */
function renew(old: HTMLLinkElement): Promise<void> {
  return new Promise((done) => {
    const link = old.cloneNode() as HTMLLinkElement;
    const leave = (gone: HTMLLinkElement) => () => {
      missing.delete(gone);
      gone.remove();
      done();
    };
    link.onload = leave(old);
    link.onerror = leave(link);
    old.after(link);
  });
}
