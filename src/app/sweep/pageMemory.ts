// What all pages remember of the answers to their questions, so that a refresh asks for the last minutes only.
import { AnswerMemory } from '../../sources/memory/answerMemory';

/** One for all pages and data sources; it is emptied when the app is left. */
export const PAGE_MEMORY = new AnswerMemory();
