package io.hindsight.contracts.intake;

/**
 * Why something expected was not done: a value, not an exception.
 *
 * @param code stable, in kebab case
 * @param message what was wrong
 * @param remedy what would be right
 */
public record Refusal(String code, String message, String remedy) {}
