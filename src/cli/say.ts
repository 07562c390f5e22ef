// Where the command line writes: whole, to its end, and never more than was meant. A reader that closes the pipe early, such
// as `head -1`, has got what it wanted.
import { visible } from '../kit/visible';

interface SystemError {
  readonly code?: string;
}

// Whoever closed stderr does not want to know.
process.stderr.on('error', () => undefined);

/**
 * Writes text to a stream.
 * @throws where the text cannot be written, but for a reader that has gone
 */
export async function say(stream: NodeJS.WriteStream, text: string): Promise<void> {
  const error = await new Promise<(Error & SystemError) | null | undefined>((done) => {
    // The same error comes as an event too, which would end the program.
    stream.once('error', done);
    stream.write(text, done);
  });
  if (error && error.code !== 'EPIPE') {
    throw new Error(`The report could not be written (${error.code ?? 'no reason given'}).`);
  }
}

/** One line on stderr, whatever is in it. */
export function complain(line: string): void {
  process.stderr.write(`${visible(line.trim().replace(/\s*\n\s*/g, ' '))}\n`);
}
