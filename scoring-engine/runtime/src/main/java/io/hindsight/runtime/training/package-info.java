/**
 * Training on the log: read up to a position, train, store, report.
 *
 * <p>What is learnt from: every interaction up to the position that was not retracted by then, also
 * with items that were delisted since or never listed. A delisted item still tells what its buyers
 * like; that it is not shown is the pipeline's business.
 */
@NullMarked
package io.hindsight.runtime.training;

import org.jspecify.annotations.NullMarked;
