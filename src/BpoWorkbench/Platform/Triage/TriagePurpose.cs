namespace BpoWorkbench.Platform.Triage;

/// <summary>What people usually write to a company for; a category may be of one of them.</summary>
public enum TriagePurpose
{
    Billing,
    Payment,
    Refund,
    Complaint,
    Order,
    Delivery,
    Cancellation,
    DataChange,
    Information,
    Fault,
    Appointment,
    Access,
}
