/** Where somebody is on the way from writing to putting in. */
export type Step = 'write' | 'deck' | 'keep' | 'narrow';

interface Held {
  reflect?: Step;
  depth?: number;
}

const held = (): Held => (history.state as Held | null) ?? {};

/** The steps of reflecting in the browser's history, so that Back leads to the step before and not off the page. */
export class Steps {
  now: Step = $state('write');

  /** From when the page is there until the answer is called. */
  follow(): () => void {
    // After a reload one writes again; what is kept is on the phone.
    if (held().reflect) history.replaceState(null, '');
    const turned = (event: PopStateEvent) => (this.now = (event.state as Held | null)?.reflect ?? 'write');
    addEventListener('popstate', turned);
    return () => {
      removeEventListener('popstate', turned);
      this.leave();
    };
  }

  go = (step: Step): void => {
    history.pushState({ reflect: step, depth: (held().depth ?? 0) + 1 }, '');
    this.now = step;
  };

  back = (): void => history.back();

  /** To the writing, however far it is. */
  home = (): void => {
    this.leave();
    this.now = 'write';
  };

  private leave(): void {
    const { depth } = held();
    if (depth) history.go(-depth);
  }
}
