/**
 * Algorithms by name: how the pipeline trains, stores and reads models without knowing any of them.
 * A new algorithm is one {@link io.hindsight.scoring.registry.Algorithm} and one line in {@link
 * io.hindsight.scoring.registry.AlgorithmRegistry#standard}.
 */
@NullMarked
package io.hindsight.scoring.registry;

import org.jspecify.annotations.NullMarked;
