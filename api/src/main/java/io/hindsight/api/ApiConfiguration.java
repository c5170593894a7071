package io.hindsight.api;

import io.hindsight.api.settings.ApiSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * The whole API. It wants from its surroundings: Axon's {@code CommandGateway} and {@code
 * QueryGateway}, an {@code InstantSource}, {@code Ids}, a {@code Supplier<LogPosition>} that tells
 * the head of the log, and a {@code MeterRegistry}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(ApiSettings.class)
@PropertySource("classpath:hindsight-api.properties")
public class ApiConfiguration {}
