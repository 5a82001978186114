// Prints a CycloneDX bill of the production dependencies that are installed here.
//
// `npm sbom --omit dev` alone leaves out what a development dependency needs as well (npm 11: half of PostgreSQL's client),
// and fails where only production is installed. So npm is shown a project without development dependencies.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const { devDependencies: _, ...project } = read('package.json');
const { packages, ...lock } = read('package-lock.json');
// Packages of other platforms are locked, and not installed.
const shipped = Object.entries(packages).filter(
  ([path, { dev }]) => path !== '' && !dev && existsSync(join(root, path, 'package.json')),
);
const { devDependencies: __, ...top } = packages[''];

const scratch = mkdtempSync(join(tmpdir(), 'hoofbeats-sbom-'));
try {
  writeFileSync(join(scratch, 'package.json'), JSON.stringify(project));
  writeFileSync(
    join(scratch, 'package-lock.json'),
    JSON.stringify({ ...lock, packages: { '': top, ...Object.fromEntries(shipped) } }),
  );
  const bill = JSON.parse(
    execFileSync(
      'npm',
      ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'],
      // Within `npm run`, npm names the project's own folder to its children.
      { cwd: scratch, encoding: 'utf8', env: { ...process.env, npm_config_local_prefix: scratch } },
    ),
  );
  // npm takes the name from the folder, and leaves out licences that SPDX does not know.
  bill.metadata.component.name = project.name;
  const stated = new Map(shipped.map(([path, { version, license }]) => [`${nameOf(path)}@${version}`, license]));
  for (const component of bill.components)
    component.licenses ??= [{ license: { name: stated.get(`${component.name}@${component.version}`) } }];
  process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true });
}
