package dev.microlog.server.explain.facts;

/**
 * A call in the condensed tree: one method called by the callers above it, or a chain of methods of
 * which each called little but the next.
 *
 * @param label methods of the chain, the first and the last few
 * @param method the last of them, a row of the method table; -1 for a wait without one
 * @param ownMethod the last of them that is the program's own, -1 if there is none
 * @param depth for indentation
 * @param totalMicros time of all its calls
 * @param selfMicros what is not in calls below it, shown or not
 * @param cpuMicros CPU time of all its calls
 * @param waitMicros how much of the time it waited
 * @param waitWord for what most of that was
 * @param calls how often it was seen to be called; at least
 * @param longestMicros the longest of its calls
 * @param pooled whether it runs tasks of a pool
 * @param shareOfRole of the busy time of its role
 */
public record Call(
    Role role,
    String label,
    int method,
    int ownMethod,
    int depth,
    double totalMicros,
    double selfMicros,
    double cpuMicros,
    double waitMicros,
    String waitWord,
    int calls,
    double longestMicros,
    int longestThread,
    double longestStart,
    boolean pooled,
    double shareOfRole,
    double shareOfAll) {}
