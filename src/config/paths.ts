import { join } from 'node:path';

/** Folder that holds package.json and the data folders, seen from both src/config and dist/chunks. */
export const projectRoot = join(import.meta.dirname, '..', '..');

export const cdsServicesDir = join(projectRoot, 'cds-services');
export const fhirProfilesDir = join(projectRoot, 'fhir-profiles');
export const modelsDir = join(projectRoot, 'models');
/** Default of DATA_DIR. */
export const dataDir = join(projectRoot, 'data');
