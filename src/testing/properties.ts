import fc from 'fast-check';

/**
 * fast-check with one seed for everybody: what `npm test` draws is the same on every machine, so it never fails by chance.
 * `JIQIAO_SEED` chooses another; `npm run long -- properties` tries many and names the one that finds something.
 */
fc.configureGlobal({ seed: Number(process.env.JIQIAO_SEED ?? 20200901) });

export default fc;
