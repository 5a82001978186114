import { broader, type CodeMapping, exact } from '../code-mapping.ts';

interface Region {
  readonly code: string;
  readonly display: string;
  /** Places of which the term says just this. */
  readonly exact?: readonly string[];
  /** Places inside it. The term alone leaves open which of them hurts. */
  readonly within?: readonly string[];
}

/**
 * HPO terms of pain by place. Pain in a breast is not mastalgia here: patients with heart disease point to the breast and
 * mean the chest.
 */
const regions: readonly Region[] = [
  {
    code: 'HP:0002315',
    display: 'Headache',
    // forehead, back and top of the head, occiput, temples
    within: ['V_89', 'V_25', 'V_62', 'V_124', 'V_166', 'V_167'],
  },
  { code: 'HP:0200026', display: 'Ocular pain', within: ['V_125', 'V_126'] },
  { code: 'HP:0030766', display: 'Ear pain', within: ['V_129', 'V_130'] },
  { code: 'HP:0040264', display: 'Jaw pain', exact: ['V_121'] },
  { code: 'HP:0030811', display: 'Tongue pain', within: ['V_61'] },
  { code: 'HP:0033050', display: 'Pharyngalgia', exact: ['V_148'], within: ['V_20', 'V_21'] },
  // back and sides of the neck, thyroid cartilage, cervical spine, windpipe
  { code: 'HP:0030833', display: 'Neck pain', within: ['V_26', 'V_53', 'V_54', 'V_33', 'V_38', 'V_174'] },
  // lower, upper, sides; breasts as places on the chest
  { code: 'HP:0100749', display: 'Chest pain', within: ['V_29', 'V_101', 'V_55', 'V_56', 'V_159', 'V_160'] },
  // posterior chest wall, thoracic and lumbar spine
  { code: 'HP:0003418', display: 'Back pain', within: ['V_170', 'V_171', 'V_39'] },
  { code: 'HP:0003419', display: 'Low back pain', within: ['V_40'] },
  { code: 'HP:0410019', display: 'Epigastric pain', exact: ['V_197'] },
  // belly, hypochondria, iliac fossae
  { code: 'HP:0002027', display: 'Abdominal pain', within: ['V_187', 'V_103', 'V_104', 'V_87', 'V_88', 'V_197'] },
  { code: 'HP:0030157', display: 'Flank pain', within: ['V_84', 'V_85'] },
  { code: 'HP:0031520', display: 'Groin pain', within: ['V_16', 'V_17'] },
  { code: 'HP:0034805', display: 'Buttock pain', within: ['V_82', 'V_83'] },
  { code: 'HP:0500005', display: 'Anal pain', exact: ['V_22'] },
  { code: 'HP:0030155', display: 'Scrotal pain', exact: ['V_158'] },
  { code: 'HP:0033839', display: 'Testicular pain', within: ['V_168', 'V_169'] },
  { code: 'HP:0040411', display: 'Pain in penis', exact: ['V_155'], within: ['V_94'] },
  { code: 'HP:0030834', display: 'Shoulder pain', within: ['V_194', 'V_195'] },
  { code: 'HP:0030835', display: 'Elbow pain', within: ['V_45', 'V_46'] },
  // both sides of the wrists
  { code: 'HP:0030836', display: 'Wrist pain', within: ['V_74', 'V_75', 'V_80', 'V_81'] },
  { code: 'HP:0046505', display: 'Hand pain', within: ['V_76', 'V_77', 'V_142', 'V_143'] },
  {
    code: 'HP:0030837',
    display: 'Finger pain',
    within: ['V_63', 'V_64', 'V_65', 'V_66', 'V_67', 'V_68', 'V_69', 'V_70', 'V_151', 'V_152'],
  },
  // forearms, biceps, triceps
  {
    code: 'HP:0012513',
    display: 'Upper limb pain',
    within: ['V_27', 'V_28', 'V_78', 'V_79', 'V_30', 'V_31', 'V_177', 'V_178'],
  },
  { code: 'HP:0030838', display: 'Hip pain', within: ['V_99', 'V_100'] },
  { code: 'HP:0030839', display: 'Knee pain', within: ['V_92', 'V_93'] },
  { code: 'HP:0030840', display: 'Ankle pain', within: ['V_34', 'V_35', 'V_23', 'V_24'] },
  // back, sole, side and heel of the feet
  {
    code: 'HP:0025238',
    display: 'Foot pain',
    within: ['V_72', 'V_73', 'V_149', 'V_150', 'V_43', 'V_44', 'V_164', 'V_165'],
  },
  {
    code: 'HP:0030841',
    display: 'Toe pain',
    within: ['V_97', 'V_98', 'V_131', 'V_132', 'V_133', 'V_134', 'V_135', 'V_136', 'V_144', 'V_145'],
  },
  // thighs, hamstrings, hollows of the knees, calves, shins
  {
    code: 'HP:0012514',
    display: 'Lower limb pain',
    within: ['V_51', 'V_52', 'V_105', 'V_106', 'V_47', 'V_48', 'V_119', 'V_120', 'V_172', 'V_173'],
  },
];

/** Value of a place → HPO terms of pain there. */
export const painPlaces: ReadonlyMap<string, readonly CodeMapping[]> = byPlace();

function byPlace(): ReadonlyMap<string, readonly CodeMapping[]> {
  const places = new Map<string, CodeMapping[]>();
  const add = (place: string, mapping: CodeMapping) => places.set(place, [...(places.get(place) ?? []), mapping]);
  for (const { code, display, exact: same = [], within = [] } of regions) {
    for (const place of same) add(place, exact('hpo', code, display));
    for (const place of within) add(place, broader('hpo', code, display));
  }
  return places;
}
