/**
 * Dense linear algebra for trainers, the same bits on any number of threads and on any machine.
 *
 * <p>Two things make it so. Work is cut into pieces whose results do not depend on who computes
 * them: every element of a result is one chain of fused multiply-adds in a fixed order. And loops
 * run element by element over rows, each an array of its own: such a loop the JIT turns into vector
 * instructions by itself, and Java's floating point has the same bits with or without them.
 *
 * <p>Rejected: {@code jdk.incubator.vector}. On the machine that this was measured on, a
 * register-blocked kernel with it did 44 to 50 GFLOP/s a core in doubles, these loops 33 to 37,
 * loops over one flat array, or beginning at just any index, 6 to 11: those it leaves scalar. It
 * would need a flag at every start, and prints a warning there.
 */
@NullMarked
package io.hindsight.scoring.linear;

import org.jspecify.annotations.NullMarked;
