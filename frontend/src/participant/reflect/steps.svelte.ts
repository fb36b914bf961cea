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
  /** On the way home through the history, which takes a moment; where one goes meanwhile waits for its end. */
  private leaving = false;
  private wanted: Step | undefined;

  /** From when the page is there until the answer is called. */
  follow(): () => void {
    // After a reload one writes again; what is kept is on the phone.
    if (held().reflect) history.replaceState(null, '');
    const turned = (event: PopStateEvent) => {
      if (!this.leaving) this.now = (event.state as Held | null)?.reflect ?? 'write';
      else this.arrived();
    };
    addEventListener('popstate', turned);
    return () => {
      removeEventListener('popstate', turned);
      this.leave();
    };
  }

  go = (step: Step): void => {
    this.now = step;
    if (this.leaving) this.wanted = step;
    else history.pushState({ reflect: step, depth: (held().depth ?? 0) + 1 }, '');
  };

  back = (): void => {
    if (this.leaving) this.home();
    else history.back();
  };

  /** To the writing, however far it is. */
  home = (): void => {
    this.now = 'write';
    this.wanted = undefined;
    this.leave();
  };

  private leave(): void {
    const { depth } = held();
    if (!depth || this.leaving) return;
    this.leaving = true;
    history.go(-depth);
  }

  private arrived(): void {
    const step = this.wanted;
    this.leaving = false;
    this.wanted = undefined;
    if (step) this.go(step);
  }
}
