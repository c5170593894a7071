/**
 * The recommendation pipeline: candidates, score, filter, re-rank, explain. A list is a pure
 * function of the states that its receipt names; see {@link io.hindsight.query.lists.ListComputer}.
 */
@NullMarked
package io.hindsight.query.lists;

import org.jspecify.annotations.NullMarked;
