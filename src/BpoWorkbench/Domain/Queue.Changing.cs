using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Domain;

// What may be changed in a queue that already has work in it.
public sealed partial class Queue
{
    /// <summary>What arrived up to here is being cancelled, slice by slice; null when nothing is.</summary>
    public DateTime? CancelUpTo { get; private set; }

    public long? CancelAskedBy { get; private set; }

    /// <summary>Asks that everything that has arrived and is in nobody's hands be cancelled.</summary>
    public void CancelWhatIsLeft(long personId, DateTime now) => (CancelUpTo, CancelAskedBy) = (now, personId);

    /// <summary>All of it is cancelled.</summary>
    public void NothingLeft() => (CancelUpTo, CancelAskedBy) = (null, null);

    /// <summary>Sets the fields. Stored values are read by code and type, so once there is work a field keeps both, and stays.</summary>
    public void DefineFields(IReadOnlyList<FieldDefinition> fields, bool hasWork)
    {
        if (fields.Select(f => f.Code).Distinct().Count() != fields.Count)
        {
            throw new Refusal("queue.field-twice");
        }

        if (fields.Count(f => f.IsKey) > 1)
        {
            throw new Refusal("queue.two-keys");
        }

        foreach (var field in fields)
        {
            if (string.IsNullOrWhiteSpace(field.Label))
            {
                throw new Refusal("queue.field-label");
            }

            if (field.Type == FieldType.Choice && field.Choices.Count == 0)
            {
                throw new Refusal("queue.field-choices", field.Label);
            }
        }

        foreach (var old in Fields.Where(_ => hasWork))
        {
            var kept = fields.FirstOrDefault(f => f.Code == old.Code);
            if (kept is null || kept.Type != old.Type || kept.IsKey != old.IsKey)
            {
                throw new Refusal("queue.field-in-use", old.Label);
            }
        }

        Fields = fields;
    }

    /// <summary>A new service policy from a moment on; what arrived before keeps the one it arrived under.</summary>
    public void ChangePolicy(DateTime validFrom, PolicyTerms terms, DateTime now)
    {
        if (terms.Target < TimeSpan.FromMinutes(1) || terms.Target > TimeSpan.FromDays(365))
        {
            throw new Refusal("queue.policy-target");
        }

        if (terms.WarnPercent is < 1 or > 100)
        {
            throw new Refusal("queue.policy-warn");
        }

        if (validFrom < now)
        {
            throw new Refusal("queue.policy-past");
        }

        if (Policies.Exists(p => p.ValidFrom == validFrom))
        {
            throw new Refusal("queue.policy-same");
        }

        Policies.Add(new ServicePolicy(this, validFrom, terms));
    }

    /// <summary>
    /// The hours of a calendar have changed: where it is in force the same promise goes on in its new hours, as a policy from now on;
    /// those that are still to come are made anew.
    /// </summary>
    /// <returns>The policies that were replaced before they came into force.</returns>
    public IReadOnlyList<ServicePolicy> Follow(BusinessCalendar calendar, DateTime now)
    {
        var later = Policies.FindAll(p => p.ValidFrom > now && p.CalendarId == calendar.Id);
        var current = Policies.Exists(p => p.ValidFrom <= now) ? PolicyAt(now) : null;
        Policies.RemoveAll(later.Contains);
        Policies.AddRange(later.Select(p => p.In(calendar, p.ValidFrom)).ToList());
        if (current?.CalendarId == calendar.Id)
        {
            var from = now;
            while (Policies.Exists(p => p.ValidFrom == from))
            {
                from = from.AddMilliseconds(1);
            }

            Policies.Add(current.In(calendar, from));
        }

        return later;
    }

    /// <summary>Takes back a policy that is not in force yet.</summary>
    public ServicePolicy WithdrawPolicy(long policyId, DateTime now)
    {
        var policy = Policies.Find(p => p.Id == policyId) ?? throw new Refusal("queue.policy-unknown");
        if (policy.ValidFrom <= now)
        {
            throw new Refusal("queue.policy-in-force");
        }

        Policies.Remove(policy);
        return policy;
    }
}
