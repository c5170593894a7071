package io.hindsight.app.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Marks what is answered while a server behind this one is away: it was answered from memory, or
 * from views that stand still.
 */
@Component
final class AwayFilter extends OncePerRequestFilter {
  static final String HEADER = "Hindsight-Away";

  private final ObjectProvider<Servers> servers;

  /**
   * @param servers asked for at the first request: filters are made before all else, and a store
   *     that cannot be opened would be Tomcat's failure
   */
  AwayFilter(ObjectProvider<Servers> servers) {
    this.servers = servers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String away = servers.getObject().away();
    if (!away.isEmpty()) {
      response.setHeader(HEADER, away);
    }
    chain.doFilter(request, response);
  }
}
