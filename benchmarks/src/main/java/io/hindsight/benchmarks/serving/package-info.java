/** Lists with receipts against a constant body. */
@NullMarked
package io.hindsight.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
