/** @jest-environment node */
// See rulesOf.
import { rulesOf } from './rulesOf';

rulesOf('several-writers');
