/**
 * Dense linear algebra for trainers, the same bits on any number of threads and on any machine.
 *
 * <p>Two things make it so. Work is cut into pieces whose results do not depend on who computes
 * them: every element of a result is one chain of fused multiply-adds in a fixed order. And loops
 * run element by element over rows, each an array of its own: such a loop the JIT turns into vector
 * instructions by itself, over one flat array, or beginning at just any index, it leaves it scalar;
 * Java's floating point has the same bits either way.
 *
 * <p>The same loops exist a second time with {@code jdk.incubator.vector}, for processes that ask
 * for the module: {@link io.hindsight.scoring.linear.Kernels}.
 */
@NullMarked
package io.hindsight.scoring.linear;

import org.jspecify.annotations.NullMarked;
