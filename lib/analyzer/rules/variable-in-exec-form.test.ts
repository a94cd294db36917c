import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import rule from './variable-in-exec-form';

function check(...lines: readonly string[]) {
  return rule.check(buildProject(exampleProject(['FROM python:3.13-slim', ...lines].join('\n'))));
}

function fixOf(...lines: readonly string[]) {
  return check(...lines)[0]?.fix?.edits[0]?.text;
}

describe('a variable in exec form', () => {
  it.each([
    ['a shell reads the script', ['CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:$PORT"]']],
    ['a shell is started by an init', ['CMD ["tini", "--", "bash", "-c", "exec gunicorn $PORT"]']],
    ['the ENTRYPOINT is a shell', ['ENTRYPOINT ["sh", "-c"]', 'CMD ["gunicorn --bind $HOST:$PORT"]']],
    ['a script gets the words, and may put values in', ['ENTRYPOINT ["/start.sh"]', 'CMD ["gunicorn", "$PORT"]']],
    ['a wrapper gives the text to a shell', ['CMD ["doppler", "run", "--command", "gunicorn $HOST"]']],
    ['env puts values in', ['CMD ["env", "-S", "gunicorn --bind ${HOST}"]']],
    ['the program has variables of its own', ['RUN ["awk", "{print $NF}", "/etc/passwd"]']],
    ['it is code of Python', ['CMD ["python", "-c", "print(\'$HOME\')"]']],
    ['a backslash or a second sign takes its meaning away', ['CMD ["echo", "\\\\$HOME", "$$HOME"]']],
    ['it is a pattern', ['CMD ["pytest", "-k", "^a$|b$", "$1"]']],
    ['nothing sets a name in lower case', ['CMD ["pytest", "-k", "$level"]']],
    ['the form is that of the shell', ['CMD gunicorn --bind 0.0.0.0:$PORT']],
  ])('is left alone where %s', (_why, lines) => {
    expect(check(...lines)).toEqual([]);
  });

  it('is told once for an array, with all names', () => {
    const [only, ...others] = check('CMD ["gunicorn", "--bind", "$HOST:$PORT", "-c", "$CONFIG"]');
    expect(others).toEqual([]);
    expect(only?.wrong).toContain('`HOST` and `PORT` and `CONFIG` are not expanded');
  });

  it('is given to a shell with the quotes that keep every word what it is', () => {
    expect(fixOf('CMD ["app", "--name", "it\'s $NAME", "a b", "\\\\d$", "$APP_OPTS"]')).toBe(
      '["sh", "-c", "exec app --name \\"it\'s $NAME\\" \'a b\' \'\\\\d$\' $APP_OPTS"]',
    );
    expect(fixOf('RUN ["mkdir", "${HOME}/$(x)"]')).toBe('mkdir "${HOME}/\\$(x)"');
    expect(fixOf('ENTRYPOINT ["app", "$LEVEL"]')).toBe('["sh", "-c", "exec app \\"$LEVEL\\" \\"$@\\"", "sh"]');
  });

  it.each([
    [
      'the ENTRYPOINT is another program, which would get the shell',
      ['ENTRYPOINT ["python"]', 'CMD ["a.py", "$NAME"]'],
    ],
    ['a build argument is gone when the container starts', ['ARG NAME=x', 'CMD ["app", "$NAME"]']],
    ['a trigger runs in another build', ['ONBUILD RUN ["app", "$NAME"]']],
  ])('gets no fix where %s', (_why, lines) => {
    expect(check(...lines)).toHaveLength(1);
    expect(fixOf(...lines)).toBeUndefined();
  });
});
