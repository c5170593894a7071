/**
 * Commands and questions between two nodes over Axon Server: what it takes to decide and to store
 * stays with the worker, see ADR 39.
 */
@NullMarked
package io.hindsight.command.routing;

import org.jspecify.annotations.NullMarked;
