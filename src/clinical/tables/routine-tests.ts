/**
 * Tests that almost every patient of a clinic or ward has, by panel. One healthy result in twenty lies outside its
 * reference interval (CLSI EP28-A3c: the central 95 %), and any acute illness disturbs several at once, so an abnormal
 * result of these alone is no reason to think of a rare disease. Panels as CMS and the AMA's CPT define them: basic and
 * comprehensive metabolic panel (80048, 80053), lipid panel (80061), complete blood count with differential (85025),
 * urinalysis (81001); prothrombin and partial thromboplastin time, blood gases.
 */
export const routineTests: Readonly<Record<string, readonly string[]>> = {
  'metabolic panel': [
    ...['2951-2', '2947-0', '2823-3', '6298-4', '2075-0', '2069-3', '1963-8', '2028-9', '20565-8', '1863-0', '33037-3'],
    ...['3094-0', '6299-2', '22664-7', '2160-0', '38483-4', '14682-9', '33914-3', '2345-7', '2339-0', '14749-6'],
    ...['17861-6', '49765-1', '2000-8', '1994-3', '2777-1', '14879-1', '19123-9', '2601-3', '2885-2', '1751-7'],
    ...[
      '2336-6',
      '10834-0',
      '1975-2',
      '14631-6',
      '1968-7',
      '14629-0',
      '1971-1',
      '6768-6',
      '1742-6',
      '1920-8',
      '2324-2',
    ],
    ...['2532-0', '3084-1', '14933-6', '4548-4'],
  ],
  'lipid panel': [
    '2093-3',
    '14647-2',
    '2571-8',
    '14927-8',
    '2085-9',
    '14646-4',
    '13457-7',
    '18262-6',
    '2089-1',
    '22748-8',
  ],
  'blood count': [
    ...[
      '718-7',
      '20509-6',
      '59260-0',
      '4544-3',
      '20570-8',
      '48703-3',
      '789-8',
      '787-2',
      '785-6',
      '786-4',
      '788-0',
      '21000-5',
    ],
    ...['6690-2', '26464-8', '777-3', '26515-7', '32623-1', '770-8', '751-8', '736-9', '731-0', '5905-5', '742-7'],
    ...['713-8', '711-2', '706-2', '704-7', '26508-2', '28541-1', '26498-6'],
  ],
  coagulation: ['5902-2', '6301-6', '34714-6', '14979-9', '3173-2', '3255-7'],
  urinalysis: [
    '5803-2',
    '5811-5',
    '5804-0',
    '5792-7',
    '5797-6',
    '5794-3',
    '5770-3',
    '20405-7',
    '13945-1',
    '5821-4',
    '2514-8',
  ],
  'blood gases': ['11558-4', '11557-6', '11556-8', '11555-0', '32693-4', '2744-1', '2019-8', '2703-7', '34728-6'],
  inflammation: ['1988-5', '30522-7', '4537-7', '30341-2'],
};
