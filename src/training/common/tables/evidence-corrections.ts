/** Words of release_evidences_en.json that say something else than the French of the same file, in which it was written. */
export interface EvidenceCorrection {
  readonly id: string;
  /** The value whose words are corrected; the question's own where there is none. */
  readonly value?: string;
  readonly source: string;
  readonly french: string;
  readonly corrected: string;
  /** Misspelt English is put right without being listed; this says what the words change. */
  readonly reason: string;
}

const pains = 'E_54';
const places = 'E_55';

/** Values of places are those of E_55, E_57, E_133 and E_152 alike. */
export const evidenceCorrections: readonly EvidenceCorrection[] = [
  {
    id: 'E_202',
    source: 'Does the person have a whooping cough?',
    french: 'Avez-vous une toux aboyante?',
    corrected: 'Do you have a barking cough?',
    reason: 'A barking cough is the sign of croup; a whoop, which E_112 asks for, that of pertussis.',
  },
  {
    id: 'E_132',
    source: 'Is the rash swollen?',
    french: 'La ou les lésions sont-elles surélevées?',
    corrected: 'How far are the lesions raised?',
    reason: 'Raised, not swollen, and answered from 0 to 10.',
  },
  {
    id: 'E_5',
    source: 'Have you ever had fluid in your lungs?',
    french: 'Avez-vous déjà fait de l’eau sur les poumons?',
    corrected: 'Have you ever had fluid in your lungs (pulmonary oedema)?',
    reason: '"De l’eau sur les poumons" is the lay name of pulmonary oedema.',
  },
  {
    id: 'E_79',
    source: 'Do you smoke cigarettes?',
    french: 'Fumez-vous la cigarette quotidiennement?',
    corrected: 'Do you smoke cigarettes every day?',
    reason: 'Daily smoking is meant.',
  },
  {
    id: 'E_191',
    source: 'Are you a former smoker?',
    french: 'Dans le passé, fumiez-vous la cigarette quotidiennement?',
    corrected: 'Did you smoke cigarettes every day in the past?',
    reason: 'Daily smoking is meant.',
  },
  {
    id: 'E_222',
    source: 'Are you exposed to secondhand cigarette smoke on a daily basis?',
    french: 'Êtes-vous en contact régulièrement avec de la fumée de cigarette sans être vous-même fumeur?',
    corrected: 'Are you regularly exposed to cigarette smoke without smoking yourself?',
    reason: 'Regularly, and only for people who do not smoke.',
  },
  {
    id: 'E_62',
    source: 'Do you regularly take stimulant drugs?',
    french: 'Prenez-vous régulièrement des substances illicites stimulantes?',
    corrected: 'Do you regularly take illicit stimulants?',
    reason: 'Prescribed stimulants are not meant.',
  },
  {
    id: 'E_157',
    source:
      'Have you recently had numbness, loss of sensation or tingling, in both arms and legs and around your mouth?',
    french:
      'Avez-vous présentement ou avez-vous eu récemment des engourdissements, une perte de sensibilité ou des fourmillements, dans les mains, les pieds et autour de la bouche?',
    corrected:
      'Do you have, or did you recently have, numbness or tingling in the hands, the feet and around the mouth?',
    reason: 'Hands and feet, not whole limbs: the pattern of hyperventilation.',
  },
  {
    id: 'E_177',
    source: 'Do you currently, or did you ever, have numbness, loss of sensitivity or tingling anywhere on your body?',
    french:
      'Avez-vous présentement ou avez-vous eu récemment des engourdissements, une perte de sensibilité ou des fourmillements, n’importe où sur votre le corps?',
    corrected: 'Do you have, or did you recently have, numbness or tingling anywhere on your body?',
    reason: 'Recently, not ever.',
  },
  {
    id: 'E_169',
    source: 'Is your nose or the back of your throat itchy?',
    french: 'Avez-vous le nez et/ou le palais qui pique?',
    corrected: 'Is your nose or your palate itchy?',
    reason: 'The palate, not the throat.',
  },
  {
    id: 'E_212',
    source: 'Have you noticed that the tone of your voice has become deeper, softer or hoarse?',
    french: 'Avez-vous remarqué que votre ton de voix a changé, soit diminué, s’est éteint ou est devenu plus grave?',
    corrected: 'Has your voice changed: become weaker, deeper, or gone?',
    reason: 'A lost voice is meant too.',
  },
  {
    id: 'E_213',
    source: 'Have you recently taken decongestants or other substances that may have stimulant effects?',
    french:
      'Avez-vous pris récemment, en vente libre, des décongestionnant ou autres substances pouvant avoir des effets stimulants ?',
    corrected: 'Have you recently taken over-the-counter decongestants or other stimulating remedies?',
    reason: 'Medicines without prescription are meant.',
  },
  pain('V_71', 'heartbreaking', 'déchirante', 'tearing', 'A torn feeling, as in dissection, not a sad one.'),
  pain('V_112', 'haunting', 'lancinante', 'shooting', 'The French is a quality of pain.'),
  pain('V_154', 'tedious', 'pénible', 'distressing', 'The French is of suffering, not of boredom.'),
  pain('V_161', 'sensitive', 'sensible', 'tender', 'Of a place that hurts when touched.'),
  place('V_137', 'palace', 'palais', 'palate'),
  place('V_105', 'ischio jambier(R)', 'ischio(D)', 'right hamstring'),
  place('V_106', 'ischio jambier(L)', 'ischio(G)', 'left hamstring'),
  place('V_61', 'above the tongue', 'dessus de la langue', 'top of the tongue'),
  place('V_113', 'renal fossa(R)', 'loge renale(D)', 'right loin'),
  place('V_114', 'renal fossa(L)', 'loge renale(G)', 'left loin'),
];

function pain(value: string, source: string, french: string, corrected: string, reason: string): EvidenceCorrection {
  return { id: pains, value, source, french, corrected, reason };
}

function place(value: string, source: string, french: string, corrected: string): EvidenceCorrection {
  return { id: places, value, source, french, corrected, reason: 'The English names no such place.' };
}
