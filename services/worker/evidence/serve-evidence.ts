import { serveConfined } from '../../grading/child/serve-confined.ts';
import { composeEvidence, type EvidenceMaterial } from './compose-evidence.ts';

// The request is our own, of another process of ours; what is in it is as hostile there as here.
await serveConfined((material) => composeEvidence(material as EvidenceMaterial));
