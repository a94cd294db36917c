import type { Build } from '../build/types';
import { bottomStage } from './steps';

/** Images that editors start for a person to work in. */
const workspaces = /^(?:vscode\/)?devcontainers\/|^gitpod\/workspace-|^codespaces\//;

/** The image at the bottom of the final stage, as `repository`; empty where there is none. */
function readBottom(build: Build): { readonly registry: string | null; readonly repository: string } {
  const base = build.target === null ? null : bottomStage(build, build.target).base;
  return base?.kind === 'image' ? base.reference : { registry: null, repository: '' };
}

/** Whether the image is one to develop in, as a dev container is: tools, compilers and servers for development belong there. */
export function isForDevelopment(build: Build): boolean {
  return /(?:^|\/)\.devcontainer\//.test(build.project.dockerfile) || workspaces.test(readBottom(build).repository);
}

/** Whether AWS Lambda starts the image: it runs every function as a user of its own, whatever USER says. */
export function isForLambda(build: Build): boolean {
  const { registry, repository } = readBottom(build);
  return (
    (registry === 'public.ecr.aws' && repository.startsWith('lambda/')) || repository.startsWith('amazon/aws-lambda-')
  );
}

/** Whether the image is one of notebooks, where Jupyter is the program. */
export function isForNotebooks(build: Build): boolean {
  return /^jupyter\//.test(readBottom(build).repository);
}
