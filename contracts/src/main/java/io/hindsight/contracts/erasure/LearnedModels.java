package io.hindsight.contracts.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Versions of one algorithm's model that learned from a log in which the person already was.
 *
 * @param servingVersion the one among them that serves; null where none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearnedModels(
    String algorithm, int fromVersion, int toVersion, @Nullable Integer servingVersion) {}
