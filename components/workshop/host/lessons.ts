/** What the host's page knows of a lesson. */
export interface HostLesson {
  /** `track/name`. */
  readonly lesson: string;
  readonly title: string;
  readonly goals: readonly { readonly id: string; readonly text: string }[];
  /** Questions that the lesson brings along for polls. */
  readonly questions: readonly { readonly question: string; readonly options: readonly string[] }[];
}
