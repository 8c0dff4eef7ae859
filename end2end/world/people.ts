/* The demo's people by the names that its page /demo has for them. Their numbers are read there. */

/** One guardian with three children. */
export const sara = 'Sara Lindvall';
/** Sara's: it has no name yet. */
export const newborn = '(inget namn ännu)';
/** Sara's, 8: the largest inbox and the longest journal. */
export const vilgot = 'Vilgot Lindvall';
/** Sara's: turns 13 four days after the database was seeded. */
export const elsa = 'Elsa Lindvall';

/** Noor's guardians, and Noor, 5. */
export const johan = 'Johan Ekdahl';
export const amira = 'Amira Haddad';
export const noor = 'Noor Ekdahl Haddad';
/** Tuva's guardian. */
export const ida = 'Ida Bergström';
/** Johan was her guardian until last month. */
export const tuva = 'Tuva Bergström';

/** Guardian of two who are too old, and of one with a protected identity. */
export const malin = 'Malin Sandberg';
/** Malin's, 14. */
export const leo = 'Leo Sandberg';
/** Malin's, 16. */
export const hanna = 'Hanna Sandberg';
/** Malin's, 7: protected. */
export const wilma = 'Wilma Sandberg';
/** Protected himself. */
export const tomas = 'Tomas Nyman';

/** No children. */
export const gunnar = 'Gunnar Åkerlind';
/** Signe's mother, and not her guardian. */
export const petra = 'Petra Dahlgren';
export const signe = 'Signe Dahlgren';
/** Moved abroad. */
export const elin = 'Elin Forsmark';
/** Has a coordination number. */
export const oksana = 'Oksana Melnyk';

/** Staff: in charge of the allergy unit; a doctor there, in charge of the children's clinic. */
export const gunilla = 'Gunilla Frisk';
export const lisa = 'Lisa Hammar';
/** Staff of Vårdcentralen Sländan: in charge there and at its BVC, and a doctor. */
export const karin = 'Karin Lundh';
export const yusuf = 'Yusuf Demir';
/** Says who works at the units of Region Prov. */
export const eivor = 'Eivor Stenmark';
